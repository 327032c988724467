import { CheckmarkCircleRegular, CheckmarkRegular, ClockRegular, ErrorCircleRegular, EyeRegular, QuestionCircleRegular, type FluentIcon } from "@fluentui/react-icons";
import type { DeliveryState } from "../api/contract";

interface Look {
  readonly icon: FluentIcon;
  readonly tone: "quiet" | "attention";
  /** It did not reach them, or nobody knows: something for the agent to act on. */
  readonly failed: boolean;
}

const looks: Record<DeliveryState, Look> = {
  queued: { icon: ClockRegular, tone: "quiet", failed: false },
  sending: { icon: ClockRegular, tone: "quiet", failed: false },
  accepted: { icon: CheckmarkRegular, tone: "quiet", failed: false },
  sent: { icon: CheckmarkRegular, tone: "quiet", failed: false },
  delivered: { icon: CheckmarkCircleRegular, tone: "quiet", failed: false },
  read: { icon: EyeRegular, tone: "quiet", failed: false },
  unknown: { icon: QuestionCircleRegular, tone: "attention", failed: true },
  undelivered: { icon: ErrorCircleRegular, tone: "attention", failed: true },
  failed: { icon: ErrorCircleRegular, tone: "attention", failed: true },
};

export function deliveryLook(state: DeliveryState): Look {
  return looks[state];
}
