import FoundationEssentials
import Programme
import TestSupport
import Testing

@Suite struct IdentityTests {
    @Test func `keys rise whatever the clock does`() {
        var sequence = IdentitySequence()
        var random = SeededRandom(seed: 7)
        var last: MemberID?
        for step in 0..<20_000 {
            let now: UInt64 = step < 10_000 ? 1_790_000_000_000 : 1_789_999_999_000 + UInt64(step % 3)
            let next = MemberID(uuid: sequence.next(at: now, using: &random))
            if let last { #expect(last < next) }
            last = next
        }
    }

    @Test func `a key is a UUID of version 7 with its time in front`() throws {
        var sequence = IdentitySequence()
        var random = SeededRandom(seed: 1)
        let bytes = sequence.next(at: 0x0123_4567_89ab, using: &random).uuid
        #expect([bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5] == [0x01, 0x23, 0x45, 0x67, 0x89, 0xab])
        #expect(bytes.6 >> 4 == 7)
        #expect(bytes.8 >> 6 == 2)
    }

    @Test func `keys made at once by many tasks are all different and rise in each`() async {
        let all = await withTaskGroup(of: [TenantID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<2000).map { _ in TenantID.next() } } }
            var all: [TenantID] = []
            for await ids in group {
                #expect(ids == ids.sorted())
                all += ids
            }
            return all
        }
        #expect(Set(all).count == 16_000)
    }

    @Test func `the text form is read back, and other text is refused`() throws {
        let id = AreaID.next()
        #expect(AreaID(id.description) == id)
        #expect(AreaID(id.description.uppercased()) == id)
        #expect(id.description == id.description.lowercased())
        for text in ["", "x", "00000000-0000-0000-0000-00000000000", "{" + id.description + "}", id.description + "0"] {
            #expect(AreaID(text) == nil)
        }
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(id)\"]")
        #expect(try JSONDecoder().decode([AreaID].self, from: json) == [id])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([AreaID].self, from: Array("[\"1\"]".utf8).asData)
        }
    }

    @Test func `a token keeps sixteen bytes and prints none`() throws {
        let token = try #require(PersonToken(code: Array(UInt8(100)..<132), keyEpoch: 3))
        #expect(token.bytes == Array(100..<116))
        #expect(PersonToken(code: [1, 2, 3], keyEpoch: 3) == nil)
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token)\(dumped)".contains("100"))
        #expect(token != PersonToken(code: token.bytes, keyEpoch: 4))
    }

    @Test func `a token's message names the purpose, and the old card has none`() throws {
        let id = try #require(CitizenID(digits: "064160001234"))
        let totals = try #require(PersonToken.message(for: id, purpose: "totals"))
        #expect(totals != PersonToken.message(for: id, purpose: "duplicates"))
        let card = try #require(CitizenID(digits: "230123456"))
        #expect(PersonToken.message(for: card, purpose: "totals") == nil)
    }
}

extension [UInt8] {
    fileprivate var asData: Data { Data(self) }
}
