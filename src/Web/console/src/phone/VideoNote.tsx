import { texts } from "../texts";

export function VideoNote() {
  return <p className="quiet">{texts.phone.videoUnsupported}</p>;
}
