import openapi, { astToString } from "openapi-typescript";
import document from "../../openapi.json?raw";
import committed from "../../src/api.gen.ts?raw";
import { describe, expect, it } from "vitest";

describe("the generated types", () => {
  it("are those of the committed openapi.json (npm run gen writes them)", async () => {
    const types = astToString(await openapi(document));
    expect(committed.slice(committed.indexOf("export interface paths"))).toBe(types);
  });
});
