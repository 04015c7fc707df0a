import Postgres
import TestSupport
import Testing

@Suite struct TypeCatalogueTests {
    let types = SampleTypes.catalogue()

    @Test func `rows become what is known of types`() {
        #expect(types.info(SampleTypes.id("mood"))?.kind == .enumeration)
        #expect(types.info(SampleTypes.id("tiny"))?.kind == .domain(base: SampleTypes.id("positive")))
        #expect(types.info(SampleTypes.id("_mood"))?.kind == .array(element: SampleTypes.id("mood")))
        #expect(types.info(SampleTypes.id("floatrange"))?.kind == .range(subtype: .float8))
        #expect(types.info(SampleTypes.id("floatmultirange"))?.kind == .multirange(range: SampleTypes.id("floatrange")))
        #expect(types.info(SampleTypes.id("hstore"))?.kind == .base)
        guard case .composite(let fields)? = types.info(SampleTypes.id("place"))?.kind else {
            Issue.record("no composite")
            return
        }
        #expect(fields.map(\.name) == ["name", "ward", "score", "tags", "feeling"])
        #expect(types.info(.int4) == nil)
    }

    @Test func `names lead to types, SQL's own among them`() {
        #expect(types.id(named: "int4") == .int4)
        #expect(types.id(named: "integer") == .int4)
        #expect(types.id(named: "integer[]") == .int4Array)
        #expect(types.id(named: "double precision") == .float8)
        #expect(types.id(named: "timestamp with time zone") == .timestamptz)
        #expect(types.id(named: "\"char\"") == .internalChar)
        #expect(types.id(named: "char") == .bpchar)
        #expect(types.id(named: "pg_catalog.text") == .text)
        #expect(types.id(named: "mood") == SampleTypes.id("mood"))
        #expect(types.id(named: "hstore[]") == SampleTypes.id("_hstore"))
        #expect(types.id(named: "app.place") == SampleTypes.id("place"))
        #expect(types.id(named: "place") == nil)
        #expect(types.id(named: "nosuch") == nil)
        #expect(types.id(named: "int4[][]") == nil)
        #expect(types.id(named: "") == nil)
        #expect(types.id(named: "[]") == nil)
    }

    @Test func `types are known by every form of their name`() {
        let place = SampleTypes.id("place")
        for name in ["app.place", "place", "\"place\"", "app.\"place\"", "\"app\".place", "\"app\".\"place\""] {
            #expect(types.isType(place, named: name), "\(name)")
        }
        for name in ["public.place", "displace", "xapp.place", "", "."] {
            #expect(!types.isType(place, named: name), "\(name)")
        }
        #expect(types.isType(SampleTypes.id("Mixed Case"), named: "\"Mixed Case\""))
    }

    @Test func `domains resolve to what they restrict`() {
        #expect(types.base(of: SampleTypes.id("tiny")) == .int4)
        #expect(types.base(of: SampleTypes.id("words")) == .textArray)
        #expect(types.base(of: SampleTypes.id("mood")) == SampleTypes.id("mood"))
        #expect(types.base(of: .int4) == .int4)
        #expect(types.base(of: PostgresTypeID(99_999)) == PostgresTypeID(99_999))
    }

    @Test func `a domain of itself ends`() {
        let circular = PostgresTypeCatalogue()
        circular.absorb([row(50_000, "d", "d", base: 50_001), row(50_001, "e", "d", base: 50_000)])
        _ = circular.base(of: PostgresTypeID(50_000))
        circular.absorb([row(50_002, "_a", "b", element: 50_002)])
        #expect(throws: PostgresDecodingProblem.self) {
            try PostgresDynamicValue.codec(of: PostgresTypeID(50_002), types: circular)
        }
    }

    @Test func `what is missing is named once`() {
        let ids = [
            PostgresTypeID.int4, SampleTypes.id("mood"), PostgresTypeID(90_000), PostgresTypeID(90_000), .inferred,
        ]
        #expect(types.missing(among: ids) == [PostgresTypeID(90_000)])
        // Types of the system catalogue itself are below the users' but no codec knows them.
        #expect(types.missing(among: [PostgresTypeID(83)]) == [PostgresTypeID(83)])
        #expect(types.missing(among: ["int4", "mood", "x", "x"]) == ["x"])
    }

    @Test func `what is forgotten is missing again`() {
        let catalogue = SampleTypes.catalogue()
        catalogue.forget()
        #expect(catalogue.info(SampleTypes.id("mood")) == nil)
        #expect(catalogue.id(named: "mood") == nil)
        #expect(catalogue.id(named: "int4") == .int4)
    }

    @Test func `the catalogue is bounded`() {
        let catalogue = PostgresTypeCatalogue()
        for batch in 0..<5 {
            let start = 20_000 + UInt32(batch) * 6_000
            catalogue.absorb((start..<start + 6_000).map { row($0, "t\($0)", "e") })
        }
        #expect(catalogue.info(PostgresTypeID(20_000)) == nil)
        #expect(catalogue.info(PostgresTypeID(20_000 + 4 * 6_000))?.name == "t44000")
    }

    @Test func `the look-up asks with binds`() {
        #expect(PostgresTypeCatalogue.lookup(ids: [1, 2]).binds.count == 1)
        #expect(PostgresTypeCatalogue.lookup(names: ["a", "b"]).binds.count == 1)
        #expect(PostgresTypeCatalogue.lookup(ids: []).sql.contains("$1::oid[]"))
    }

    @Test func `a type without a codec is an error, not a guess`() {
        for type in [PostgresTypeID(3614), PostgresTypeID(99_999), .inferred] {
            #expect(throws: PostgresDecodingProblem.typeMismatch(found: type, wanted: "a type with a codec")) {
                try Codec().decode([1], type, as: PostgresDynamicValue.self)
            }
        }
    }

    private func row(
        _ id: UInt32,
        _ name: String,
        _ type: String,
        element: UInt32 = 0,
        base: UInt32 = 0
    ) -> PostgresTypeRow {
        PostgresTypeRow(
            requestedName: nil,
            id: PostgresTypeID(id),
            name: name,
            schema: "public",
            type: type,
            element: PostgresTypeID(element),
            base: PostgresTypeID(base),
            array: .inferred,
            rangePart: .inferred,
            fieldNames: [],
            fieldTypes: []
        )
    }
}
