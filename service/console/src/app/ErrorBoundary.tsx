// A fault of the page shows itself and a way on, instead of an empty window.
import { Component, type ReactNode } from "react";

interface State {
  error: Error | undefined;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <div className="centred" role="alert">
        <h1>Filing Review</h1>
        <p>The page failed; decisions that were saved are safe. 页面出错；已保存的决定不受影响。頁面出錯；已儲存的決定不受影響。</p>
        <pre>{this.state.error.message}</pre>
        <button type="button" onClick={() => window.location.reload()}>
          Reload · 重新加载 · 重新載入
        </button>
      </div>
    );
  }
}
