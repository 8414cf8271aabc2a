// The product's writes that cases time or watch. They stand here alone because they are the only part of the bench that
// knows the product's commands.

import type { Product } from './product.ts';

/** Publishes one changed figure of a State, so that the overview changes. Resolves when the publication is acknowledged. */
export type Publish = () => Promise<void>;

/** Saves one field of one draft. Writer n keeps to its own State's draft. */
export interface SavePath {
  save: (writer: number) => Promise<void>;
  close: () => Promise<void>;
}

export async function openPublish(_product: Product): Promise<Publish> {
  throw new Error('Not measured: the bench does not yet know how to publish a figure in this product.');
}

export async function openSavePath(_databaseUrl: string, _writers: number): Promise<SavePath> {
  throw new Error('Not measured: the bench does not yet know how to save a draft in this product.');
}
