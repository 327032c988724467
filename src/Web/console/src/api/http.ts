import { texts } from "../texts";
import { Problem } from "./problem";

interface Ask {
  body?: unknown;
  /** Outlives the page: for the last save as it closes. */
  keepalive?: boolean;
  /** A status that carries an answer rather than a failure. */
  also?: number;
}

export class Http {
  constructor(private readonly signedOut: () => void) {}

  async ask<T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, { body, keepalive = false, also }: Ask = {}): Promise<T> {
    const response = await this.fetch(method, path, body, keepalive);
    const content: unknown = await readJson(response);
    if (response.ok || response.status === also) return content as T;
    if (response.status === 401) this.signedOut();
    throw problemOf(response.status, content);
  }

  /** A file whole; asked for once, so that one listening is one. */
  async file(path: string): Promise<Blob> {
    const response = await this.fetch("GET", path, undefined, false);
    if (response.ok) return response.blob();
    if (response.status === 401) this.signedOut();
    throw problemOf(response.status, await readJson(response));
  }

  private async fetch(method: string, path: string, body: unknown, keepalive: boolean): Promise<Response> {
    try {
      return await fetch(path, {
        method,
        keepalive,
        credentials: "same-origin",
        cache: "no-store",
        headers: body === undefined ? { Accept: "application/json" } : { Accept: "application/json", "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Problem(0, texts.errors.unreachable, "");
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) return null;
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function problemOf(status: number, content: unknown): Problem {
  const said = (typeof content === "object" && content !== null ? content : {}) as { title?: unknown; detail?: unknown };
  const title = typeof said.title === "string" ? said.title : texts.errors.status(status);
  return new Problem(status, title, typeof said.detail === "string" ? said.detail : "", content);
}
