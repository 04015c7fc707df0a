import Postgres
import TestSupport
import Testing

@Suite struct DecoderFuzzTests {
    @Test func `mutated values are read or refused, and what is read can be written`() {
        let report = DecoderFuzz.run(count: 200_000, seed: 20_000_101)
        #expect(report.failures == [])
        #expect(report.inputs == 200_000)
        // A fuzz whose inputs are all refused, or all read, tests nothing.
        #expect(report.decoded > 40_000)
        #expect(report.refused > 100_000)
    }

    @Test func `the same seed makes the same inputs`() {
        #expect(DecoderFuzz.run(count: 2_000, seed: 7) == DecoderFuzz.run(count: 2_000, seed: 7))
    }

    @Test func `every value of the corpus is read, written and read again`() throws {
        let codec = Codec()
        #expect(DecoderFuzz.corpus.count > 500)
        for sample in DecoderFuzz.corpus {
            let value = try codec.decode(sample.bytes, sample.type, as: PostgresDynamicValue.self)
            let again = try codec.decode(try codec.encode(value), sample.type, as: PostgresDynamicValue.self)
            #expect(again.description == value.description, "\(sample.type)")
        }
    }
}
