import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './AxisMark.module.css';

export interface AxisMarkProps {
  /** `whole`: the stretch of an exercise. `done`: confirmed. `tried`: another day than in force. */
  look: 'whole' | 'plan' | 'done' | 'tried' | 'sample' | 'verify';
  label: string;
  /** What is moved, for those who do not see it. */
  name: string;
  value: string;
  /** A number that moves with the date. */
  now: number;
  /** Place and width in percent of the plot; a width of 0 is one day. */
  left: number;
  width: number;
  top: number;
  spanDays: number;
  isLabelBefore: boolean;
  was?: { left: number; width: number } | undefined;
  onMove: (days: number, phase: 'hold' | 'drop' | 'leave' | 'back') => void;
}

const farDays = 40_000;

/** One date on the axis, which can be dragged, and moved by the arrow keys. */
export function AxisMark(props: AxisMarkProps) {
  const { look, label, name, value, now, left, width, top, spanDays, isLabelBefore, was, onMove } = props;
  const held = useRef<{ x: number; dayPx: number; days: number } | null>(null);

  function handleDown(event: PointerEvent<HTMLElement>) {
    const plot = event.currentTarget.closest('[data-plot]');
    if (event.button !== 0 || plot === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, dayPx: plot.getBoundingClientRect().width / spanDays, days: 0 };
  }

  function handleMove(event: PointerEvent<HTMLElement>) {
    if (held.current === null) return;
    const days = Math.round((event.clientX - held.current.x) / held.current.dayPx);
    if (days === held.current.days) return;
    held.current.days = days;
    onMove(days, 'hold');
  }

  function handleUp() {
    const days = held.current?.days ?? 0;
    held.current = null;
    onMove(days, days === 0 ? 'leave' : 'drop');
  }

  function handleCancel() {
    held.current = null;
    onMove(0, 'leave');
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      if (held.current === null) onMove(0, 'back');
      else handleCancel();
      return;
    }
    const days = daysOfKey(event.key, event.shiftKey);
    if (days === 0) return;
    event.preventDefault();
    onMove(days, 'drop');
  }

  return (
    <>
      {was === undefined ? null : (
        <span
          className={styles.ghost}
          aria-hidden="true"
          style={{ left: `${was.left}%`, inlineSize: `${was.width}%`, insetBlockStart: `${top}rem` }}
        />
      )}
      <div
        role="slider"
        tabIndex={0}
        className={styles.mark}
        data-look={look}
        data-shape={width === 0 ? 'day' : 'stretch'}
        aria-label={name}
        aria-valuenow={now}
        aria-valuemin={now - farDays}
        aria-valuemax={now + farDays}
        aria-valuetext={value}
        style={{ left: `${left}%`, inlineSize: `${width}%`, insetBlockStart: `${top}rem` }}
        onPointerDown={handleDown}
        onPointerMove={handleMove}
        onPointerUp={handleUp}
        onPointerCancel={handleCancel}
        onKeyDown={handleKey}
      >
        <span className={styles.shape} />
        {label === '' ? null : (
          <span className={styles.label} data-before={isLabelBefore}>
            {label}
          </span>
        )}
      </div>
    </>
  );
}

function daysOfKey(key: string, isShifted: boolean): number {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return isShifted ? -7 : -1;
    case 'ArrowRight':
    case 'ArrowUp':
      return isShifted ? 7 : 1;
    case 'PageDown':
      return -7;
    case 'PageUp':
      return 7;
    default:
      return 0;
  }
}
