import "@mantine/core/styles.css";
import "./styles/colours.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/queue.css";
import "./styles/filing.css";
import "./styles/brief.css";
import "./styles/finding.css";
import "./styles/plots.css";
import "./styles/print.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
