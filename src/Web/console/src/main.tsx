import "./theme/base.css";
import { createRoot } from "react-dom/client";
import { compose } from "./compose";
import { App } from "./shell/App";
import { trustOwnScripts } from "./shell/trust";

trustOwnScripts();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App services={compose()} />);
