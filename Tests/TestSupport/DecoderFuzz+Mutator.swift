import FoundationEssentials
package import Postgres

extension DecoderFuzz {
    /// Makes inputs: the same seed, the same inputs.
    struct Mutator {
        private var state: UInt64
        /// Sizes that decoders have reason to fear, as four bytes.
        private static let lies: [UInt32] = [
            0, 1, 2, 6, 7, 0x7F, 0xFF, 0xFFFF, 0x10000, 0x7FFF_FFFE, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
        ]

        init(seed: UInt64) { state = seed }

        /// The next random number (SplitMix64).
        private mutating func random() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        private mutating func below(_ limit: Int) -> Int {
            limit > 0 ? Int(random() % UInt64(limit)) : 0
        }

        private mutating func sample() -> Sample { corpus[below(corpus.count)] }

        /// One of the typed decoders.
        mutating func codec() -> Read { codecs[below(codecs.count)] }

        /// A value with one to four changes; now and then under the type of another, now and then unchanged.
        mutating func next() -> Sample {
            var input = sample()
            if below(16) == 0 { input.type = sample().type }
            for _ in 0..<below(5) { change(&input.bytes) }
            return input
        }

        private mutating func change(_ bytes: inout [UInt8]) {
            switch below(8) {
            case 0 where !bytes.isEmpty: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
            case 1 where !bytes.isEmpty: bytes[below(bytes.count)] = UInt8(below(256))
            case 2: bytes.removeLast(below(bytes.count + 1))
            case 3: bytes.append(contentsOf: (0...below(8)).map { UInt8(truncatingIfNeeded: $0 &* 37) })
            case 4 where bytes.count >= 4: lie(&bytes)
            case 5:
                let other = sample().bytes
                let start = below(other.count + 1)
                let end = start + below(other.count - start + 1)
                bytes.insert(contentsOf: other[start..<end], at: below(bytes.count + 1))
            case 6 where !bytes.isEmpty:
                let start = below(bytes.count)
                bytes.removeSubrange(start..<start + 1 + below(bytes.count - start))
            default:
                let other = sample().bytes
                bytes = bytes.prefix(below(bytes.count + 1)) + other.suffix(below(other.count + 1))
            }
        }

        /// Puts a number that is a length, a count or a type elsewhere in the place of four bytes, most often aligned.
        private mutating func lie(_ bytes: inout [UInt8]) {
            let places = bytes.count - 3
            let place = below(4) == 0 ? below(places) : below((places + 3) / 4) * 4
            let value = below(4) == 0 ? sample().type.rawValue : Self.lies[below(Self.lies.count)]
            for (index, shift) in [24, 16, 8, 0].enumerated() where place + index < bytes.count {
                bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(shift))
            }
        }
    }

    /// Reads by the type that the server named.
    static let readDynamically: Read = { cell throws(PostgresDecodingProblem) in
        try PostgresDynamicValue.decode(cell)
    }

    private static func read<T: PostgresCodable & Sendable>(_: T.Type) -> Read {
        { cell throws(PostgresDecodingProblem) in try T.decode(cell) }
    }

    /// The typed decoders that the types alone do not lead to, and the commonest others.
    private static let codecs: [Read] = [
        read(Bool.self), read(Int16.self), read(Int32.self), read(Int64.self), read(Int.self),
        read(UInt8.self), read(UInt16.self), read(UInt32.self), read(UInt64.self),
        read(Float.self), read(Double.self), read(String.self), read([UInt8].self), read(Data.self), read(UUID.self),
        read(Date.self), read(PostgresNumeric.self), read(PostgresJSON<[String: Int]>.self),
        read(PostgresJSONText.self),
        read([Bool].self), read([Int16].self), read([Int32].self), read([Int64].self), read([Int].self),
        read([Int32?].self), read([UInt8?].self), read([Double].self), read([Float?].self), read([String].self),
        read([String?].self), read([[UInt8]].self), read([UUID].self), read([Date].self), read([PostgresNumeric?].self),
        read([PostgresRange<Int32>?].self), read(PostgresArray<Int32?>.self), read(PostgresArray<String?>.self),
        read(PostgresRange<Int32>.self), read(PostgresRange<Int>.self), read(PostgresRange<PostgresDate>.self),
        read(PostgresMultirange<Int32>.self), read(PostgresHstore.self), read(PostgresRecord.self),
        read(PostgresBox.self), read(PostgresBitString.self), read(SampleMood.self), read([SampleMood?].self),
        read(SamplePlace.self), read([SamplePlace?].self), read(Int32?.self),
    ]
}

/// The enum `mood` of `SampleTypes`.
package enum SampleMood: String, PostgresEnum, CaseIterable {
    case sad
    case ok
    case happy
    case delighted = "rất vui"

    /// Found on the `search_path`.
    package static let postgresTypeName = "mood"
}

/// The composite `app.place` of `SampleTypes`.
package struct SamplePlace: PostgresComposite, Hashable {
    /// Of type text.
    package var name: String?
    /// Of type int4.
    package var ward: Int32?
    /// Of the domain `tiny`.
    package var score: Int32?
    /// Of type text[].
    package var tags: [String?]?
    /// Of the enum `mood`.
    package var feeling: SampleMood?

    /// In a schema that is not on the `search_path`.
    package static let postgresTypeName = "app.place"

    /// All five fields.
    package init(name: String?, ward: Int32?, score: Int32?, tags: [String?]?, feeling: SampleMood?) {
        self.name = name
        self.ward = ward
        self.score = score
        self.tags = tags
        self.feeling = feeling
    }

    /// In the order of the type.
    package init(from fields: inout PostgresCompositeReader) throws(PostgresDecodingProblem) {
        name = try fields.next()
        ward = try fields.next()
        score = try fields.next()
        tags = try fields.next()
        feeling = try fields.next()
    }

    /// In the order of the type, the domain by its name.
    package func write(to fields: inout PostgresCompositeWriter) throws(PostgresEncodingProblem) {
        try fields.write(name)
        try fields.write(ward)
        try fields.write(score, as: .named("tiny"))
        try fields.write(tags)
        try fields.write(feeling)
    }
}
