/** Half-done work kept in this browser: it survives a reload and a crash, and is removed when it is done or the person signs out. */
export class Keep {
  constructor(private readonly storage: Storage | null) {}

  read<T>(key: string): T | null {
    try {
      const text = this.storage?.getItem(prefix + key);
      return text ? (JSON.parse(text) as T) : null;
    } catch {
      return null;
    }
  }

  write(key: string, value: unknown): void {
    try {
      this.storage?.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page still holds it.
    }
  }

  remove(key: string): void {
    this.storage?.removeItem(prefix + key);
  }

  keys(start: string): string[] {
    const { storage } = this;
    if (!storage) return [];
    return Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "")
      .filter(key => key.startsWith(prefix + start))
      .map(key => key.slice(prefix.length));
  }

  removeAll(start: string): void {
    this.keys(start).forEach(key => this.remove(key));
  }
}

const prefix = "helpline.";
