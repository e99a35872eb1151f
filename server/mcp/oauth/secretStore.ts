/** Where secrets are kept between sessions: the editor's secret storage. It is the only place they are written to. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}
