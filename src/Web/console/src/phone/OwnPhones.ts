import type { Api } from "../api/api";
import type { OwnPhone } from "../api/contract";
import { Store } from "../live/store";

/** Where my calls ring, as the server last said; null until it is known: then they ring in the browser. */
export class OwnPhones {
  readonly choice = new Store<OwnPhone | null>(null);

  constructor(private readonly api: Pick<Api, "ownPhone" | "chooseOwnPhone" | "forgetOwnPhone" | "ownPhoneEnd">) {}

  /** A failure leaves what was known: the next sign-in asks again. */
  async load(): Promise<void> {
    await this.api.ownPhone().then(choice => this.choice.set(choice), () => undefined);
  }

  /** Throws a Problem. @param number a new one; null keeps the one that is known. */
  async choose(rings: boolean, number: string | null): Promise<void> {
    this.choice.set(await this.api.chooseOwnPhone(rings, number));
  }

  /** Throws a Problem. */
  async forgetNumber(): Promise<void> {
    await this.api.forgetOwnPhone();
    this.choice.set({ rings: false, maskedNumber: null });
  }

  /** Why my phone was not answered; null when it did not ring for this, or nobody can say. */
  async problemOf(assignment: string): Promise<string | null> {
    if (!this.choice.get()?.rings) return null;
    return this.api.ownPhoneEnd(assignment).then(
      ({ problem }) => problem,
      () => null,
    );
  }

  forget(): void {
    this.choice.set(null);
  }
}
