import { useServices } from "../services";
import { useTick } from "./ticker";
import { exactly, roughly, running } from "./words";

interface Props {
  since: string;
  /** "0:14" instead of "14 s". */
  exact?: boolean;
}

/** Time since a moment of the server, ticking; the moment itself on hover. */
export function Elapsed({ since, exact = false }: Props) {
  const { clock } = useServices();
  useTick();
  const ms = clock.now() - Date.parse(since);
  return (
    <time className="num" dateTime={since} title={exactly(since)}>
      {exact ? running(ms) : roughly(ms)}
    </time>
  );
}
