// One look at the bytes of a text. In C for the table, which is laid out at compile time.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum text_kind {
    /// Not UTF-8, or with a NUL in it, which PostgreSQL's text cannot hold.
    TEXT_INVALID,
    /// Bytes of 1 to 127 alone.
    TEXT_ASCII,
    /// Valid UTF-8 with bytes above 127.
    TEXT_UTF8,
};

// The state of a look: what has to come next. A number is the place of that state in a word of the table, which holds the
// next state for each of them, six bits each; so a step is one load and one shift, without a branch.
enum {
    TEXT_STATE_FAILED = 0,
    // Any character may begin.
    TEXT_STATE_START = 6,
    // One, two, three more bytes of 80 to BF.
    TEXT_STATE_1 = 12,
    TEXT_STATE_2 = 18,
    TEXT_STATE_3 = 24,
    // After E0 (nothing that two bytes could say), ED (no surrogate), F0 (nothing that three bytes could say), F4 (nothing
    // above U+10FFFF).
    TEXT_STATE_E0 = 30,
    TEXT_STATE_ED = 36,
    TEXT_STATE_F0 = 42,
    TEXT_STATE_F4 = 48,
};

#define TEXT_STEP(from, to) ((uint64_t)TEXT_STATE_##to << TEXT_STATE_##from)
#define TEXT_CONTINUED (TEXT_STEP(1, START) | TEXT_STEP(2, 1) | TEXT_STEP(3, 2))

// What is not named here fails: NUL, and the bytes that UTF-8 never has.
static const uint64_t text_steps[256] = {
    [0x01 ... 0x7F] = TEXT_STEP(START, START),
    [0x80 ... 0x8F] = TEXT_CONTINUED | TEXT_STEP(ED, 1) | TEXT_STEP(F4, 2),
    [0x90 ... 0x9F] = TEXT_CONTINUED | TEXT_STEP(ED, 1) | TEXT_STEP(F0, 2),
    [0xA0 ... 0xBF] = TEXT_CONTINUED | TEXT_STEP(E0, 1) | TEXT_STEP(F0, 2),
    [0xC2 ... 0xDF] = TEXT_STEP(START, 1),
    [0xE0] = TEXT_STEP(START, E0),
    [0xE1 ... 0xEC] = TEXT_STEP(START, 2),
    [0xED] = TEXT_STEP(START, ED),
    [0xEE ... 0xEF] = TEXT_STEP(START, 2),
    [0xF0] = TEXT_STEP(START, F0),
    [0xF1 ... 0xF3] = TEXT_STEP(START, 3),
    [0xF4] = TEXT_STEP(START, F4),
};

/// Tells whether eight bytes are ASCII without NUL.
static inline int is_plain_ascii(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    // The top bit of a byte is set by a byte above 127, or by the first NUL.
    return ((word | (word - 0x0101010101010101)) & 0x8080808080808080) == 0;
}

/// Tells whether `count` bytes are text. `bytes` may be null where `count` is 0.
static inline enum text_kind text_kind(const void *bytes, size_t count) {
    const unsigned char *next = (const unsigned char *)bytes;
    const unsigned char *end = next + count;
    uint64_t state = TEXT_STATE_START;
    unsigned char seen = 0;
    while (next < end) {
        // Eight bytes at a time as long as they are ASCII, and the last eight whether they were looked at or not.
        if ((state & 63) == TEXT_STATE_START) {
            while (end - next >= 8 && is_plain_ascii(next)) next += 8;
            if (count >= 8 && end - next < 8 && is_plain_ascii(end - 8)) break;
        }
        // Where they are not, their neighbours seldom are.
        const unsigned char *stop = end - next > 64 ? next + 64 : end;
        for (; next < stop; next++) {
            seen |= *next;
            state = text_steps[*next] >> (state & 63);
        }
    }
    if ((state & 63) != TEXT_STATE_START) return TEXT_INVALID;
    return seen < 0x80 ? TEXT_ASCII : TEXT_UTF8;
}
