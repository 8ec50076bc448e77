// What the state of a filing means for those who wait for it.
import { FilingState, OcrState, type Filing } from "../gen/filing_review/v1/filing_service_pb";

export function isBeingRead(filing: Filing | undefined): boolean {
  return filing?.state === FilingState.QUEUED || filing?.state === FilingState.RUNNING;
}

// Something of it will change without anybody doing anything.
export function isMoving(filing: Filing | undefined): boolean {
  return isBeingRead(filing) || filing?.ocrState === OcrState.PENDING || filing?.ocrState === OcrState.RUNNING;
}

// Reason codes that another review with a password can mend (docs/API.md).
const PASSWORD_REASONS: readonly string[] = ["encrypted", "password_forgotten"];

// The filing was not read for want of its password, or of the right one.
export function needsPassword(filing: Filing | undefined): boolean {
  return filing?.state === FilingState.FAILED && PASSWORD_REASONS.includes(filing.error?.reason ?? "");
}
