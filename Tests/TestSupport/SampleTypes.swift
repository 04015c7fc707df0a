package import Postgres

/// The types that tests and the fuzz take for made by a user, as one PostgreSQL server numbered them:
///
/// ```sql
/// create type mood as enum ('sad', 'ok', 'happy', 'rất vui');
/// create domain positive as int4 check (value > 0);
/// create domain tiny as positive check (value < 100);
/// create domain words as text[];
/// create type app.place as (name text, ward int4, score tiny, tags text[], feeling mood);
/// create type pair as (place app.place, places app.place[], span int4range);
/// create type floatrange as range (subtype = float8);
/// create type tinyrange as range (subtype = tiny);
/// ```
package enum SampleTypes {
    /// A catalogue that has absorbed them.
    package static func catalogue() -> PostgresTypeCatalogue {
        let catalogue = PostgresTypeCatalogue()
        catalogue.absorb(rows)
        return catalogue
    }

    /// The answer to the catalogue query.
    package static let rows: [PostgresTypeRow] = [
        row(16385, "hstore", "b", named: "hstore", array: 16390),
        row(16390, "_hstore", "b", element: 16385),
        row(16513, "citext", "b", named: "citext", array: 16518),
        row(16518, "_citext", "b", element: 16513),
        row(16623, "_mood", "b", named: "mood[]", element: 16624),
        row(16624, "mood", "e", named: "mood", array: 16623),
        row(16633, "_Mixed Case", "b", element: 16634),
        row(16634, "Mixed Case", "e", named: "\"Mixed Case\"", array: 16633),
        row(16639, "_positive", "b", element: 16640),
        row(16640, "positive", "d", named: "positive", base: 23, array: 16639),
        row(16642, "_tiny", "b", element: 16643),
        row(16643, "tiny", "d", named: "tiny", base: 16640, array: 16642),
        row(16645, "_words", "b", element: 16646),
        row(16646, "words", "d", named: "words", base: 1009, array: 16645),
        row(16648, "_place", "b", schema: "app", element: 16649),
        row(
            16649,
            "place",
            "c",
            named: "app.place",
            schema: "app",
            array: 16648,
            fields: [("name", 25), ("ward", 23), ("score", 16643), ("tags", 1009), ("feeling", 16624)]
        ),
        row(16651, "_pair", "b", element: 16652),
        row(
            16652,
            "pair",
            "c",
            named: "pair",
            array: 16651,
            fields: [("place", 16649), ("places", 16648), ("span", 3904)]
        ),
        row(16653, "_floatrange", "b", element: 16656),
        row(16654, "floatmultirange", "m", array: 16655, part: 16656),
        row(16655, "_floatmultirange", "b", element: 16654),
        row(16656, "floatrange", "r", named: "floatrange", array: 16653, part: 701),
        row(16663, "_tinyrange", "b", element: 16666),
        row(16664, "tinymultirange", "m", array: 16665, part: 16666),
        row(16665, "_tinymultirange", "b", element: 16664),
        row(16666, "tinyrange", "r", named: "tinyrange", array: 16663, part: 16643),
    ]

    /// The identifier of one of them.
    package static func id(_ name: String) -> PostgresTypeID {
        rows.first { $0.name == name }?.id ?? .inferred
    }

    private static func row(
        _ id: UInt32,
        _ name: String,
        _ type: String,
        named requestedName: String? = nil,
        schema: String = "public",
        element: UInt32 = 0,
        base: UInt32 = 0,
        array: UInt32 = 0,
        part: UInt32 = 0,
        fields: [(String, UInt32)] = []
    ) -> PostgresTypeRow {
        PostgresTypeRow(
            requestedName: requestedName,
            id: PostgresTypeID(id),
            name: name,
            schema: schema,
            type: type,
            element: PostgresTypeID(element),
            base: PostgresTypeID(base),
            array: PostgresTypeID(array),
            rangePart: PostgresTypeID(part),
            fieldNames: fields.map(\.0),
            fieldTypes: fields.map { PostgresTypeID($0.1) }
        )
    }
}
