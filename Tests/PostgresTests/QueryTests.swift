import Postgres
import Testing

@Suite struct QueryTests {
    @Test func `every interpolated value becomes a bind`() {
        let id = 7
        let query: PostgresQuery = "select \(identifier: "a\"b") from t where id = \(id) and name = \("x")"
        #expect(query.sql == "select \"a\"\"b\" from t where id = $1 and name = $2")
        #expect(query.binds.count == 2)
    }
}
