import { useId } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import styles from './TrendChart.module.css';

/** A moment with the value of each line on it; null where a line has none. */
export interface TrendDatum {
  /** Milliseconds. */
  time: number;
  main: number | null;
  /** The same line's points that are samples: drawn open. */
  isSample: boolean;
  other: number | null;
}

export interface TrendBand {
  from: number;
  to: number;
  label: string;
}

export interface TrendChartProps {
  /** The finding, as the chart's title. */
  title: string;
  /** One sentence for those who do not see it. */
  summary: string;
  data: readonly TrendDatum[];
  bands: readonly TrendBand[];
  mainLabel: string;
  otherLabel: string | null;
  unit: string;
  formatTime: (time: number) => string;
  formatValue: (value: number) => string;
}

/** One line against another over time, with the stretches that explain them. Its table stands beside it, made by the page. */
export function TrendChart(props: TrendChartProps) {
  const { title, summary, data, bands, mainLabel, otherLabel, unit, formatTime, formatValue } = props;
  const titleId = useId();
  return (
    <figure className={styles.chart} aria-labelledby={titleId}>
      <figcaption>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      <p className={styles.key} aria-hidden="true">
        <span data-line="main">{mainLabel}</span>
        {otherLabel === null ? null : <span data-line="other">{otherLabel}</span>}
        <span className={styles.unit}>{unit}</span>
      </p>
      <div className={styles.plot} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={[...data]}
            margin={{ top: 22, right: 20, bottom: 4, left: 4 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--hairline)" />
            {bands.map((band) => (
              <ReferenceArea
                key={`${band.label} ${band.from}`}
                x1={band.from}
                x2={band.to}
                fill="var(--sunk)"
                fillOpacity={1}
                stroke="var(--hairline)"
                ifOverflow="hidden"
                label={{ value: band.label, position: 'top', fill: 'var(--ink-2)', fontSize: 12 }}
              />
            ))}
            <XAxis
              dataKey="time"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              tickFormatter={formatTime}
              tick={{ fill: 'var(--ink-2)', fontSize: 12 }}
              stroke="var(--rule)"
              minTickGap={40}
            />
            <YAxis
              domain={['auto', 'auto']}
              tickFormatter={formatValue}
              tick={{ fill: 'var(--ink-2)', fontSize: 12 }}
              stroke="var(--hairline)"
              width={76}
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(time) => formatTime(Number(time))}
              formatter={(value) => formatValue(Number(value))}
              contentStyle={{ background: 'var(--raised)', border: '1px solid var(--rule)', color: 'var(--ink)' }}
            />
            {otherLabel === null ? null : (
              <Line
                dataKey="other"
                name={otherLabel}
                stroke="var(--slate)"
                strokeDasharray="5 4"
                strokeWidth={1.5}
                dot={false}
                connectNulls
                isAnimationActive={false}
              />
            )}
            <Line
              dataKey="main"
              name={mainLabel}
              stroke="var(--accent-fill)"
              strokeWidth={2}
              connectNulls
              isAnimationActive={false}
              dot={(dot: { cx?: number; cy?: number; index?: number }) => {
                const datum = data[dot.index ?? -1];
                return datum?.main == null ? (
                  <g key={`none-${dot.index}`} />
                ) : (
                  <circle
                    key={datum.time}
                    cx={dot.cx}
                    cy={dot.cy}
                    r={3.5}
                    fill={datum.isSample ? 'var(--paper)' : 'var(--accent-fill)'}
                    stroke="var(--accent-fill)"
                    strokeDasharray={datum.isSample ? '2 2' : 'none'}
                  />
                );
              }}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
