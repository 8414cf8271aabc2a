/** The shape a translation must have: the same keys, and functions that take the same figures and names. */
export type Words<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends null
      ? null
      : T[Key] extends (...figures: infer Figures) => string
        ? (...figures: Figures) => string
        : Words<T[Key]>;
};
