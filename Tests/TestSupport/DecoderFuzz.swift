import FoundationEssentials
package import Postgres

/// Hostile input for the binary decoders: values that a server really sent, with bits flipped, ends cut, lengths
/// changed and parts of other values put in.
///
/// Whatever comes, a decoder answers with a value or a typed error. A value that it made of it can be written again,
/// and what was written reads as a value that writes the same: the decoders and encoders agree on every value there is.
package enum DecoderFuzz {
    /// What a run met.
    package struct Report: Sendable, Equatable {
        /// How many inputs were tried.
        package var inputs = 0
        /// How often a decoder made a value of one; each input is given to two.
        package var decoded = 0
        /// How often a decoder threw its error.
        package var refused = 0
        /// Inputs on which decoder and encoder disagree, at most ten: type, bytes and what was wrong.
        package var failures: [String] = []
    }

    /// A value as a server sent it.
    package struct Sample: Sendable {
        /// What the server said it was.
        package var type: PostgresTypeID
        /// In binary format.
        package var bytes: [UInt8]
    }

    /// The values that inputs are made of.
    package static let corpus: [Sample] = (scalars + "\n" + compounds).split(separator: "\n").compactMap { line in
        let parts = line.split(separator: " ")
        guard parts.count == 2, let id = UInt32(parts[0]) else { return nil }
        return Sample(type: PostgresTypeID(id), bytes: bytes(hexadecimal: parts[1]))
    }

    /// Tries `count` inputs; the same seed makes the same ones.
    package static func run(count: Int, seed: UInt64) -> Report {
        var mutator = Mutator(seed: seed)
        let catalogue = SampleTypes.catalogue()
        var report = Report()
        for _ in 0..<count {
            let input = mutator.next()
            report.inputs += 1
            let codec = mutator.codec()
            for read in [readDynamically, codec] {
                switch check(input, catalogue, read) {
                case .decoded: report.decoded += 1
                case .refused: report.refused += 1
                case .failed(let reason):
                    let hexadecimal = input.bytes.map { String($0, radix: 16) }.joined(separator: " ")
                    if report.failures.count < 10 {
                        report.failures.append("\(input.type) [\(hexadecimal)]: \(reason)")
                    }
                }
            }
        }
        return report
    }

    /// Reads a cell and hands back the value, which the codec can write.
    typealias Read = @Sendable (PostgresCell) throws(PostgresDecodingProblem) -> any PostgresEncodable

    private enum Outcome {
        case decoded
        case refused
        case failed(String)
    }

    private static func check(_ input: Sample, _ types: PostgresTypeCatalogue, _ read: Read) -> Outcome {
        let first: any PostgresEncodable
        switch decode(input.bytes, input.type, types, read) {
        case .failure: return .refused
        case .success(let value): first = value
        }
        guard let once = encode(first, types) else { return .failed("cannot be written again") }
        // What is not the server's type (Int64 of an int4) is written as another one and reads as that.
        guard let second = written(first, input.type, types) else { return .decoded }
        switch decode(once, second, types, read) {
        case .failure(let problem): return .failed("what was written does not read: \(problem)")
        case .success(let value):
            return encode(value, types) == once ? .decoded : .failed("writes differently when read again")
        }
    }

    /// The type that a value is written as: its own, or that of the input where the server would infer it.
    private static func written(
        _ value: some PostgresEncodable,
        _ input: PostgresTypeID,
        _ types: PostgresTypeCatalogue
    ) -> PostgresTypeID? {
        switch Swift.type(of: value).postgresType {
        case .id(.inferred): input
        case .id(let id): id
        case .named(let name): types.id(named: name)
        }
    }

    /// From memory of exactly the input's size, so that tools which watch memory see each byte read too far.
    private static func decode(
        _ bytes: [UInt8],
        _ type: PostgresTypeID,
        _ types: PostgresTypeCatalogue,
        _ read: Read
    ) -> Result<any PostgresEncodable, PostgresDecodingProblem> {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        let cell = PostgresCell(bytes: UnsafeRawBufferPointer(memory), type: type, types: types)
        return Result { () throws(PostgresDecodingProblem) in try read(cell) }
    }

    private static func encode(_ value: any PostgresEncodable, _ types: PostgresTypeCatalogue) -> [UInt8]? {
        var buffer = PostgresByteBuffer()
        do {
            try value.encode(into: &buffer)
            try buffer.resolve { types.id(named: $0) }
            return buffer.bytes
        } catch {
            return nil
        }
    }

    private static func bytes(hexadecimal text: Substring) -> [UInt8] {
        guard text != "-" else { return [] }
        let digits = Array(text)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}
