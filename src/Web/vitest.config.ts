import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["console/test/**/*.test.{ts,tsx}", "simulator/test/**/*.test.ts", "rtc/test/**/*.test.ts"],
    setupFiles: ["console/test/setup.ts"],
    passWithNoTests: true,
    restoreMocks: true,
    unstubGlobals: true,
    // Loading the components once for all files takes a third of the time; setup.ts leaves nothing behind between tests.
    isolate: false,
    testTimeout: 20_000,
  },
});
