import type { Desk, DeskApi, Line, Person } from "./desk";
import { h, icon } from "./dom";
import { Drawer } from "./drawer";
import type { FeedEvents } from "./feed";
import { PhoneCard } from "./phoneCard";
import { Sounds } from "./sound";
import { texts } from "./texts";

/** The whole desk. Fed by {@link FeedEvents}; everything asked goes out through {@link DeskApi}. */
export class Page implements FeedEvents {
  private readonly sounds = new Sounds();
  private readonly cards = new Map<string, PhoneCard>();
  private readonly people = new Map<string, Person>();
  private readonly drawer: Drawer;
  private readonly row = h("div", { className: "row-of-phones" });
  private readonly lost = h("p", { className: "lost", hidden: true, attrs: { role: "status" } }, texts.lost);
  private lines: readonly Line[] = [];

  constructor(private readonly root: HTMLElement, private readonly api: DeskApi) {
    this.drawer = new Drawer(api);
    const sound = h("button", { type: "button", className: "quiet" });
    const label = (): void => {
      sound.replaceChildren(icon(this.sounds.on ? "sound" : "silent"), texts.sound(this.sounds.on));
      sound.setAttribute("aria-pressed", String(this.sounds.on));
    };
    sound.addEventListener("click", () => {
      this.sounds.toggle();
      label();
    });
    label();
    this.root.replaceChildren(
      h(
        "div",
        { className: "top" },
        h("div", {}, h("h1", {}, texts.title), h("p", {}, texts.lead, h("a", { href: "/console", target: "_blank", rel: "noopener" }, texts.console), ".")),
        h("div", { className: "tools" }, h("button", { type: "button", className: "quiet", onclick: () => void this.addSomeone() }, icon("plus"), texts.addPerson), sound, this.drawer.opener),
      ),
      this.lost,
      this.row,
      this.drawer.element,
    );
  }

  desk(desk: Desk): void {
    this.lines = desk.lines;
    for (const person of desk.people) this.person(person);
    for (const card of this.cards.values()) card.settle();
    this.drawer.update(desk);
  }

  person(person: Person): void {
    const before = this.people.get(person.number);
    this.people.set(person.number, person);
    let card = this.cards.get(person.number);
    if (!card) {
      card = new PhoneCard(person, this.api, this.sounds);
      this.cards.set(person.number, card);
      this.row.append(card.element);
    }
    card.update(person, this.lines);
    this.sounds.ring([...this.cards.values()].some(each => each.isCalling));
    if (before?.phoneOff !== person.phoneOff) this.drawer.showPeople([...this.people.values()]);
  }

  troubles(troubles: Desk["troubles"]): void {
    this.drawer.show(troubles);
  }

  warnings(warnings: Desk["warnings"]): void {
    this.drawer.complain(warnings);
  }

  clock(speed: number): void {
    this.drawer.showClock(speed);
  }

  connected(isConnected: boolean): void {
    this.lost.hidden = isConnected;
    if (!isConnected) this.sounds.ring(false);
  }

  /** The next free number of the range that is nobody's in real life, and a name. */
  private async addSomeone(): Promise<void> {
    const count = this.people.size;
    for (let i = 201; i < 1000; i++) {
      const number = `+447700900${i}`;
      if (this.people.has(number) || this.lines.some(line => line.number === number)) continue;
      await this.api.addPerson({ name: texts.names[count % texts.names.length] ?? "Someone", number, withheld: false });
      return;
    }
  }
}
