import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { ConsoleClient, ConsoleHub } from "../api/contract";

/** The hub with its connection: what LiveConnection needs, and what a test pretends to be. */
export interface Wire extends ConsoleHub {
  start(): Promise<void>;
  stop(): Promise<void>;
  onLost(listener: () => void): void;
}

/** One WebSocket, no negotiation: any node may serve it. Reconnecting is LiveConnection's, so that the first start and the hundredth go the same way. */
export function openWire(client: ConsoleClient): Wire {
  const connection = new HubConnectionBuilder()
    .withUrl("/hubs/console", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  connection.on("Changed", client.changed);
  connection.on("Refetch", client.refetch);
  connection.on("AnsweredElsewhere", client.answeredElsewhere);
  connection.on("Figures", client.figures);
  return {
    start: () => connection.start(),
    stop: async () => {
      if (connection.state !== HubConnectionState.Disconnected) await connection.stop();
    },
    onLost: listener => connection.onclose(listener),
    snapshot: () => connection.invoke("Snapshot"),
    heartbeat: () => connection.invoke("Heartbeat"),
    setStatus: (status, reason) => connection.invoke("SetStatus", status, reason),
    accept: assignment => connection.invoke("Accept", assignment),
    acceptOnPhone: assignment => connection.invoke("AcceptOnPhone", assignment),
    decline: (assignment, reason) => connection.invoke("Decline", assignment, reason),
    threadOpened: assignment => connection.invoke("ThreadOpened", assignment),
    end: assignment => connection.invoke("End", assignment),
  };
}
