import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one next step of a form. `plain`: everything else. `quiet`: looks like a link. */
  look?: 'primary' | 'plain' | 'quiet';
  isBusy?: boolean;
}

/** A button. While busy it keeps its place and its focus, and takes no second press. */
export function Button({ look = 'plain', isBusy = false, className, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames(styles.button, styles[look], className)}
      aria-disabled={isBusy || rest['aria-disabled']}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    />
  );
}
