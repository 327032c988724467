import { FluentProvider } from "@fluentui/react-components";
import { useEffect } from "react";
import { useStore } from "../live/store";
import { ServicesContext, useServices, type Services } from "../services";
import { SignInPage } from "../session/SignInPage";
import { forgetOthers } from "../session/owner";
import { themes } from "../theme/themes";
import { AppearanceContext, useTheme } from "../theme/useTheme";
import { Loading } from "./Loading";
import { go, usePage } from "./route";
import { Shell } from "./Shell";

export function App({ services }: { services: Services }) {
  return (
    <ServicesContext.Provider value={services}>
      <Themed />
    </ServicesContext.Provider>
  );
}

function Themed() {
  const appearance = useTheme();
  return (
    <AppearanceContext.Provider value={appearance}>
      <FluentProvider theme={themes[appearance.theme]}>
        <div className="app">
          <Gate />
        </div>
      </FluentProvider>
    </AppearanceContext.Provider>
  );
}

/** Sign-in or the console, as the session says; the address follows. */
function Gate() {
  const services = useServices();
  const { session, live, call, files, safe, dangers, care, ownPhones, begunCalls } = services;
  const state = useStore(session.state);
  const world = useStore(live.world);
  const page = usePage();

  useEffect(() => void session.ask(), [session]);
  useEffect(() => {
    if (state.kind === "out") go("signIn", true);
    if (state.kind === "in" && page === "signIn") go("desk", true);
  }, [state, page]);
  useEffect(() => {
    if (state.kind !== "in") return;
    forgetOthers(services, state.me.id);
    live.start();
    return () => {
      void live.stop();
      call.forget();
      files.forget();
      safe.forget();
      dangers.forget();
      care.forget();
      ownPhones.forget();
      begunCalls.forget();
    };
  }, [services, live, call, files, safe, dangers, care, ownPhones, begunCalls, state]);

  if (state.kind === "out") return <SignInPage />;
  if (state.kind === "asking" || !world) return <Loading />;
  return <Shell />;
}
