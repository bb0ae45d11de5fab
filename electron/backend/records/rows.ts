/** An object without the keys whose value is null: how a row's empty columns become absent fields. */
export type WithoutEmpty<Row> = {
  [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key];
} & {
  [Key in keyof Row as null extends Row[Key] ? Key : never]?: Exclude<Row[Key], null>;
};

export function withoutEmpty<Row extends object>(row: Row): WithoutEmpty<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WithoutEmpty<Row>;
}
