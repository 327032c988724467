import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { app } from "../vite.shared";

export default defineConfig({ ...app("/console/"), plugins: [react()] });
