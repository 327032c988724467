import { CheckmarkCircleFilled, DrinkCoffeeRegular, HatGraduationRegular, PauseCircleFilled, PlugDisconnectedRegular, type FluentIcon } from "@fluentui/react-icons";
import type { AgentStatus } from "../api/contract";

export const statusIcons: Record<AgentStatus, FluentIcon> = {
  available: CheckmarkCircleFilled,
  break: DrinkCoffeeRegular,
  training: HatGraduationRegular,
  paused: PauseCircleFilled,
  offline: PlugDisconnectedRegular,
};
