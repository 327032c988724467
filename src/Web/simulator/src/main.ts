import "./style.css";
import { deskApi } from "./desk";
import { follow } from "./feed";
import { Page } from "./page";

const base = import.meta.env.BASE_URL;
const root = document.getElementById("desk");
if (root) follow(base, new Page(root, deskApi(base)));
