import { describe, expect, it } from "vitest";
import { hubWordsOf } from "../../src/api/problem";

describe("what a failed step says", () => {
  it("is the server's own sentence, without what SignalR puts before it", () => {
    const error = new Error("An unexpected error occurred invoking 'Accept' on the server. HubException: The queue cannot be reached. Try again.");
    expect(hubWordsOf(error)).toBe("The queue cannot be reached. Try again.");
  });

  it("does not claim that nothing reached a server which failed", () => {
    expect(hubWordsOf(new Error("An unexpected error occurred invoking 'Accept' on the server."))).toMatch(/^Something went wrong here/);
  });

  it("is that nothing changed when the connection is down", () => {
    expect(hubWordsOf(new Error("Cannot send data if the connection is not in the 'Connected' State."))).toMatch(/did not reach the server/);
  });
});
