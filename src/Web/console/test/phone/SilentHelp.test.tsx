import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { SilentHelp } from "../../src/phone/SilentHelp";

describe("a caller who does not speak", () => {
  it("is met card by card, with words to read out, and no card follows the last", async () => {
    const user = userEvent.setup();
    render(<SilentHelp line="Northamptonshire" since={Date.now() - 65_000} onClose={() => undefined} />);
    expect(screen.getByText(/You are through to Northamptonshire/)).toBeInTheDocument();
    expect(screen.getByText(/1:05/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Next" }));
    await user.click(screen.getByRole("button", { name: "Next" }));
    expect(screen.getByText(/tap the phone once/)).toBeInTheDocument();
    for (let i = 0; i < 5; i++) await user.click(screen.getByRole("button", { name: "Next" }));
    expect(screen.getByText("Quiet for 1:05 · 6 of 6", { exact: false })).toBeInTheDocument();
    expect(screen.getByText(/one more minute/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(screen.getByText(/press 5 5/)).toBeInTheDocument();
  });

  it("may speak after all", async () => {
    const close = vi.fn();
    render(<SilentHelp line="Northamptonshire" since={Date.now()} onClose={close} />);
    await userEvent.setup().click(screen.getByRole("button", { name: "They speak" }));
    expect(close).toHaveBeenCalledOnce();
  });
});
