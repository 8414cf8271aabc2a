import { useQuery } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Line,
  LineChart,
  Pie,
  PieChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { NaiveRouter } from '../router.ts';

type OverviewRow = inferRouterOutputs<NaiveRouter>['overview'][number];

const trpc = createTRPCClient<NaiveRouter>({ links: [httpBatchLink({ url: '/trpc' })] });

const columns = [
  'before',
  'draft',
  'notInDraft',
  'final',
  'total',
  'male',
  'female',
  'pending',
  'stations',
  'fl11',
  'en04',
  'ps02',
];

export function Dashboard() {
  const { data, error } = useQuery({ queryKey: ['overview'], queryFn: () => trpc.overview.query() });
  if (error) return <p>Something went wrong.</p>;
  if (!data) return <p>Loading…</p>;
  return (
    <main>
      <h1>National overview</h1>
      <div className="charts">
        <Bars rows={data} field="total" colour="#1f5fa8" />
        <Bars rows={data} field="fl11" colour="#8e1b1b" />
        <Trend rows={data} />
        <Shares rows={data} />
      </div>
      <Figures rows={data} />
    </main>
  );
}

function Bars({ rows, field, colour }: { rows: OverviewRow[]; field: string; colour: string }) {
  return (
    <ResponsiveContainer width="100%" height={260}>
      <BarChart data={rows}>
        <CartesianGrid strokeDasharray="3 3" />
        <XAxis dataKey="code" />
        <YAxis />
        <Tooltip />
        <Bar dataKey={field} fill={colour} />
      </BarChart>
    </ResponsiveContainer>
  );
}

function Trend({ rows }: { rows: OverviewRow[] }) {
  return (
    <ResponsiveContainer width="100%" height={260}>
      <LineChart data={rows}>
        <CartesianGrid strokeDasharray="3 3" />
        <XAxis dataKey="code" />
        <YAxis />
        <Tooltip />
        <Line dataKey="male" stroke="#1f5fa8" />
        <Line dataKey="female" stroke="#f2b233" />
      </LineChart>
    </ResponsiveContainer>
  );
}

function Shares({ rows }: { rows: OverviewRow[] }) {
  const amber = rows.reduce((sum, row) => sum + Number(row['amber']), 0);
  const red = rows.reduce((sum, row) => sum + Number(row['red']), 0);
  return (
    <ResponsiveContainer width="100%" height={260}>
      <PieChart>
        <Pie
          data={[
            { name: 'amber', value: amber },
            { name: 'red', value: red },
          ]}
          dataKey="value"
          nameKey="name"
          label
        >
          <Cell fill="#f2b233" />
          <Cell fill="#8e1b1b" />
        </Pie>
        <Tooltip />
      </PieChart>
    </ResponsiveContainer>
  );
}

function Figures({ rows }: { rows: OverviewRow[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>State</th>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th>{row.code}</th>
            {columns.map((column) => (
              <td key={column}>{row[column]?.toLocaleString() ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
