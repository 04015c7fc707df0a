import Postgres
import TestSupport
import Testing

/// Our own look at the bytes of a text, against the standard library's.
@Suite struct TextTests {
    /// Bytes at which the rules of UTF-8 change, and one of each kind between them.
    private static let corners: [UInt8] = [
        0x00, 0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
        0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]

    /// Tells whether a text is taken exactly where it is UTF-8 without NUL, and then is what the standard library reads.
    private func isReadRight(_ bytes: [UInt8]) -> Bool {
        let expected = bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
        let read = bytes.withUnsafeBytes { try? String(postgresText: $0) }
        return read == expected && read.map { Array($0.utf8) } == expected.map { Array($0.utf8) }
    }

    @Test func `every pair of bytes is taken or refused as UTF-8 has it`() {
        var wrong: [[UInt8]] = []
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max where !isReadRight([first, second]) { wrong.append([first, second]) }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `every four bytes at the corners of UTF-8 are taken or refused as it has them`() {
        var wrong: [[UInt8]] = []
        for first in Self.corners {
            for second in Self.corners {
                for third in Self.corners {
                    for fourth in Self.corners where !isReadRight([first, second, third, fourth]) {
                        wrong.append([first, second, third, fourth])
                    }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `a broken character is found wherever it stands in a text of any length`() {
        let whole = Array("ỗ".utf8)
        for length in 0...150 {
            let plain = [UInt8](repeating: UInt8(ascii: "a"), count: length)
            for place in [0, length / 3, length / 2, length - 1, length] where place >= 0 {
                for piece in [whole, Array(whole.dropLast()), Array(whole.dropFirst()), [0], [0xFF]] {
                    let text = plain[..<place] + piece + plain[place...]
                    #expect(isReadRight(Array(text)), "\(piece) at \(place) of \(length)")
                }
            }
            #expect(isReadRight(plain))
        }
    }

    @Test func `names of any letters come through, and mutated ones are judged as the standard library does`() {
        var random = SeededRandom(seed: 7)
        let letters = Array("Nguyễn Thị Học Rơ Châm H'Lan Đặng ỗ ß 中文 😀 é\u{301} \u{10FFFF}\u{FFFD}")
        var wrong: [[UInt8]] = []
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...40, using: &random)
            var bytes = Array(String((0..<count).map { _ in letters.randomElement(using: &random) ?? " " }).utf8)
            if !isReadRight(bytes) { wrong.append(bytes) }
            guard !bytes.isEmpty else { continue }
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if !isReadRight(bytes) { wrong.append(bytes) }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `NUL and bytes that are no UTF-8 are told apart`() {
        func problem(_ bytes: [UInt8]) -> PostgresDecodingProblem? {
            bytes.withUnsafeBytes { bytes in
                do throws(PostgresDecodingProblem) {
                    _ = try String(postgresText: bytes)
                    return nil
                } catch {
                    return error
                }
            }
        }
        #expect(problem([0x41, 0x00]) == .malformed("NUL in text"))
        #expect(problem([0xC3, 0x00]) == .malformed("NUL in text"))
        #expect(problem([0x41, 0xC3]) == .malformed("UTF-8"))
        #expect(problem([]) == nil)
    }
}
