import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["console/test/**/*.test.{ts,tsx}", "simulator/test/**/*.test.ts"],
    setupFiles: ["console/test/setup.ts"],
    passWithNoTests: true,
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
