#include "extract/columns.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace filing_review::extract {

namespace {

// A stretch of a row without a wide gap. Lengths in points.
struct Chunk {
  float u0 = 0, u1 = 0;
  uint32_t chars = 0;
  std::vector<uint32_t> runs;
};

struct ChunkRow {
  float v = 0, size = 0;
  std::vector<Chunk> chunks;
};

constexpr float kChunkGap = 1.0f;     // of the size: a wider gap parts two chunks
constexpr float kAligned = 3.0f;      // points: left edges of one column
constexpr float kNarrowest = 11.0f;   // of the size: a narrower column is a column of a table
constexpr int kFewestRows = 6;        // on either side of a gutter
constexpr float kLeastFill = 0.62f;   // prose lines fill their column
constexpr float kMostChunks = 1.25f;  // a row of prose is one chunk
constexpr float kLeastRows = 0.55f;   // of the rows of the fuller column
constexpr int kMostNesting = 4;
// Of columns whose lines do not stand beside each other.
constexpr float kNarrowestApart = 14.0f;  // of the size
constexpr float kWidestStep = 2.3f;       // of the size: to the next line of a paragraph
constexpr float kLeastSteps = 0.45f;      // share of lines that follow another so closely
constexpr float kLeastAligned = 0.6f;     // share of lines that start at the left edge

std::vector<ChunkRow> Chunks(const std::vector<Run>& runs, const std::vector<Row>& rows) {
  std::vector<ChunkRow> out;
  out.reserve(rows.size());
  for (const Row& row : rows) {
    ChunkRow& chunk_row = out.emplace_back();
    chunk_row.v = row.v;
    chunk_row.size = row.size;
    for (const uint32_t r : row.runs) {
      const Run& run = runs[r];
      std::vector<Chunk>& chunks = chunk_row.chunks;
      if (chunks.empty() || run.u0 - chunks.back().u1 > kChunkGap * row.size) {
        chunks.push_back({run.u0, run.u1, 0, {}});
      }
      chunks.back().u1 = std::max(chunks.back().u1, run.u1);
      chunks.back().chars += run.end - run.begin;
      chunks.back().runs.push_back(r);
    }
  }
  return out;
}

// What stands on one side of a gutter.
struct Side {
  int rows = 0, chunks = 0, close = 0;
  float u0 = 1e9f, u1 = -1e9f, width = 0, last_v = -1e9f;
  std::vector<float> starts;

  // Chunks of one row are added one after the other.
  void Add(const Chunk& chunk, const ChunkRow& row) {
    ++chunks;
    if (row.v > last_v) {
      ++rows;
      close += row.v - last_v <= kWidestStep * row.size;
      starts.push_back(chunk.u0);
      last_v = row.v;
    }
    u0 = std::min(u0, chunk.u0);
    u1 = std::max(u1, chunk.u1);
    width += chunk.u1 - chunk.u0;
  }
  // `of_rows`: how many rows there are to fill.
  bool IsProse(int of_rows, float size) const {
    return rows >= kFewestRows &&
           static_cast<float>(rows) >= kLeastRows * static_cast<float>(of_rows) &&
           u1 - u0 >= kNarrowest * size &&
           static_cast<float>(chunks) <= kMostChunks * static_cast<float>(rows) &&
           width >= kLeastFill * static_cast<float>(rows) * (u1 - u0);
  }
  // Lines of running text: they follow each other closely and start at one edge, which the labels
  // and boxes of a table or a chart do not.
  bool Flows(float size) const {
    const float all = static_cast<float>(rows);
    const auto aligned = std::count_if(starts.begin(), starts.end(),
                                       [&](float start) { return start - u0 <= kAligned; });
    return u1 - u0 >= kNarrowestApart * size && static_cast<float>(close) >= kLeastSteps * all &&
           static_cast<float>(aligned) >= kLeastAligned * all;
  }
};

// True where both sides are columns of prose: lines beside each other, or at a pitch of their own.
bool AreColumns(const Side& left, const Side& right, int rows, float size) {
  if (left.IsProse(rows, size) && right.IsProse(rows, size)) return true;
  const int fuller = std::max(left.rows, right.rows);
  return left.IsProse(fuller, size) && right.IsProse(fuller, size) && left.Flows(size) &&
         right.Flows(size);
}

struct Gutter {
  float u = 0;  // left edge of the right column
  size_t first = 0, last = 0;
  int rows = 0;
};

// The gutter at `u` over the longest stretch of rows that it divides into prose on both sides.
bool TryGutter(const std::vector<ChunkRow>& rows, float u, Gutter* best) {
  bool found = false;
  for (size_t first = 0; first < rows.size();) {
    size_t end = first;
    Side left, right;
    float size = 0;
    for (; end < rows.size(); ++end) {
      bool crossed = false;
      for (const Chunk& chunk : rows[end].chunks) {
        crossed = crossed || (chunk.u0 < u - kAligned && chunk.u1 > u - 0.5f);
      }
      if (crossed) break;
      for (const Chunk& chunk : rows[end].chunks) {
        (chunk.u0 < u - kAligned ? left : right).Add(chunk, rows[end]);
      }
      size += rows[end].size;
    }
    const int n = static_cast<int>(end - first);
    if (n >= kFewestRows) {
      size /= static_cast<float>(n);
      if (n > best->rows && AreColumns(left, right, n, size)) {
        *best = {u, first, end - 1, n};
        found = true;
      }
    }
    first = end + 1;
  }
  return found;
}

bool FindGutter(const std::vector<ChunkRow>& rows, Gutter* gutter) {
  // A right column starts so far from the left edge that a left one has room; its lines need not
  // stand beside lines of the left one, for each column may have a pitch of its own.
  float left = 1e9f;
  for (const ChunkRow& row : rows) {
    if (!row.chunks.empty()) left = std::min(left, row.chunks[0].u0);
  }
  std::vector<float> starts;
  for (const ChunkRow& row : rows) {
    for (const Chunk& chunk : row.chunks) {
      if (chunk.u0 > left + kNarrowest * row.size) starts.push_back(chunk.u0);
    }
  }
  if (starts.size() < 3) return false;
  std::sort(starts.begin(), starts.end());
  bool found = false;
  for (size_t i = 0; i < starts.size();) {
    size_t j = i;
    while (j < starts.size() && starts[j] - starts[i] <= kAligned) ++j;
    if (j - i >= 3 && TryGutter(rows, starts[i], gutter)) found = true;
    i = j;
  }
  return found;
}

void Emit(const ChunkRow& row, std::vector<Piece>* pieces) {
  Piece piece;
  for (const Chunk& chunk : row.chunks) {
    piece.runs.insert(piece.runs.end(), chunk.runs.begin(), chunk.runs.end());
  }
  if (!piece.runs.empty()) pieces->push_back(std::move(piece));
}

void Order(std::vector<ChunkRow> rows, int nesting, std::vector<Piece>* pieces) {
  Gutter gutter;
  if (nesting >= kMostNesting || rows.size() < kFewestRows || !FindGutter(rows, &gutter)) {
    for (const ChunkRow& row : rows) Emit(row, pieces);
    return;
  }
  std::vector<ChunkRow> above, left, right, below;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i < gutter.first || i > gutter.last) {
      (i < gutter.first ? above : below).push_back(std::move(rows[i]));
      continue;
    }
    ChunkRow l, r;
    l.v = r.v = rows[i].v;
    l.size = r.size = rows[i].size;
    for (Chunk& chunk : rows[i].chunks) {
      (chunk.u0 < gutter.u - kAligned ? l : r).chunks.push_back(std::move(chunk));
    }
    if (!l.chunks.empty()) left.push_back(std::move(l));
    if (!r.chunks.empty()) right.push_back(std::move(r));
  }
  for (std::vector<ChunkRow>* part : {&above, &left, &right, &below}) {
    Order(std::move(*part), nesting + 1, pieces);
  }
}

}  // namespace

std::vector<Piece> ReadingOrder(const std::vector<Run>& runs, const std::vector<Row>& rows) {
  std::vector<Piece> pieces;
  pieces.reserve(rows.size());
  Order(Chunks(runs, rows), 0, &pieces);
  return pieces;
}

}  // namespace filing_review::extract
