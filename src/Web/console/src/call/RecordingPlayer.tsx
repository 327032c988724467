import { Button } from "@fluentui/react-components";
import { PlayRegular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { wordsOf } from "../api/problem";
import { useServices } from "../services";
import { texts } from "../texts";

/** Fetches a recording when somebody wants to hear it, once and whole: a player that fetched it piece by piece would be written down as many listenings. */
export function RecordingPlayer({ contact, recording }: { contact: string; recording: string }) {
  const { api, notices } = useServices();
  const [sound, setSound] = useState<string | null>(null);
  const [fetching, setFetching] = useState(false);
  const t = texts.recording;
  useEffect(() => () => (sound === null ? undefined : URL.revokeObjectURL(sound)), [sound]);

  const listen = async () => {
    setFetching(true);
    try {
      setSound(URL.createObjectURL(await api.recordingSound(contact, recording)));
    } catch (error) {
      notices.say(wordsOf(error), "phone");
    }
    setFetching(false);
  };

  // Two people talk: what they said stands in the notes.
  if (sound !== null) return <audio controls controlsList="nodownload" autoPlay src={sound} aria-label={t.player} />;
  return (
    <Button size="small" icon={<PlayRegular />} disabledFocusable={fetching} onClick={() => void listen()}>
      {t.listen}
    </Button>
  );
}
