import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useServices } from "../services";
import { texts } from "../texts";

/** What is known of a contact could not be fetched: why, and the way to try again. */
export function FileProblem({ contact, problem }: { contact: string; problem: string }) {
  const { files } = useServices();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{problem}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => files.reload(contact)}>{texts.centre.tryAgain}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
