import type { Api } from "../api/api";
import type { StaffIncidentWay } from "../api/contract";
import { Store } from "../live/store";
import { newMessageId } from "../thread/messageId";

/** Calls that were left because they were an attack. */
export class Care {
  /** Assignments of mine that ended like that: their agent is offered a break. */
  readonly left = new Store<ReadonlySet<string>>(new Set());
  private readonly ids = new Map<string, string>();

  constructor(private readonly api: Pick<Api, "leaveAbusive">) {}

  /** Throws a Problem. Pressed again after a lost answer it is the same incident. */
  async leave(assignment: string, contact: string, way: StaffIncidentWay): Promise<void> {
    const id = this.ids.get(assignment) ?? newMessageId();
    this.ids.set(assignment, id);
    await this.api.leaveAbusive(contact, id, way);
    this.left.update(left => new Set(left).add(assignment));
  }

  forget(): void {
    this.ids.clear();
    this.left.set(new Set());
  }
}
