// What the state of a filing means for those who wait for it.
import { FilingState, OcrState, type Filing } from "../gen/filing_review/v1/filing_service_pb";

export function isBeingRead(filing: Filing | undefined): boolean {
  return filing?.state === FilingState.QUEUED || filing?.state === FilingState.RUNNING;
}

// Something of it will change without anybody doing anything.
export function isMoving(filing: Filing | undefined): boolean {
  return isBeingRead(filing) || filing?.ocrState === OcrState.PENDING || filing?.ocrState === OcrState.RUNNING;
}
