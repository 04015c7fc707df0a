extension PostgresByteReader {
    fileprivate mutating func point() throws(PostgresDecodingProblem) -> PostgresPoint {
        let x = try double()
        return PostgresPoint(x: x, y: try double())
    }

    fileprivate mutating func points() throws(PostgresDecodingProblem) -> [PostgresPoint] {
        let count = try count(ofAtLeast: 16)
        var points: [PostgresPoint] = []
        points.reserveCapacity(count)
        for _ in 0..<count { points.append(try point()) }
        return points
    }
}

extension PostgresByteBuffer {
    fileprivate mutating func write(_ point: PostgresPoint) {
        write(point.x.bitPattern)
        write(point.y.bitPattern)
    }

    fileprivate mutating func write(_ points: [PostgresPoint]) throws(PostgresEncodingProblem) {
        guard let count = Int32(exactly: points.count), count > 0 else { throw .outOfRange("a number of points") }
        write(count)
        for point in points { write(point) }
    }
}

extension PostgresPoint: PostgresCodable {
    package static var postgresType: PostgresType { .id(.point) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresPoint {
        try cell.expect(.point, for: "PostgresPoint")
        var reader = PostgresByteReader(cell.bytes)
        let point = try reader.point()
        try reader.end()
        return point
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self) }
}

extension PostgresLine: PostgresCodable {
    package static var postgresType: PostgresType { .id(.line) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresLine {
        try cell.expect(.line, for: "PostgresLine")
        var reader = PostgresByteReader(cell.bytes)
        let line = PostgresLine(a: try reader.double(), b: try reader.double(), c: try reader.double())
        try reader.end()
        return line
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        for number in [a, b, c] { buffer.write(number.bitPattern) }
    }
}

extension PostgresLineSegment: PostgresCodable {
    package static var postgresType: PostgresType { .id(.lseg) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresLineSegment {
        try cell.expect(.lseg, for: "PostgresLineSegment")
        var reader = PostgresByteReader(cell.bytes)
        let segment = PostgresLineSegment(start: try reader.point(), end: try reader.point())
        try reader.end()
        return segment
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(start)
        buffer.write(end)
    }
}

extension PostgresBox: PostgresCodable {
    package static var postgresType: PostgresType { .id(.box) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresBox {
        try cell.expect(.box, for: "PostgresBox")
        var reader = PostgresByteReader(cell.bytes)
        let box = PostgresBox(high: try reader.point(), low: try reader.point())
        try reader.end()
        return box
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(high)
        buffer.write(low)
    }
}

extension PostgresPath: PostgresCodable {
    package static var postgresType: PostgresType { .id(.path) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresPath {
        try cell.expect(.path, for: "PostgresPath")
        var reader = PostgresByteReader(cell.bytes)
        let closed = try reader.integer(UInt8.self)
        guard closed <= 1 else { throw .malformed("path flag") }
        let points = try reader.points()
        try reader.end()
        guard !points.isEmpty else { throw .malformed("no points") }
        return PostgresPath(isClosed: closed == 1, points: points)
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        buffer.write(UInt8(isClosed ? 1 : 0))
        try buffer.write(points)
    }
}

extension PostgresPolygon: PostgresCodable {
    package static var postgresType: PostgresType { .id(.polygon) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresPolygon {
        try cell.expect(.polygon, for: "PostgresPolygon")
        var reader = PostgresByteReader(cell.bytes)
        let points = try reader.points()
        try reader.end()
        guard !points.isEmpty else { throw .malformed("no points") }
        return PostgresPolygon(points: points)
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try buffer.write(points)
    }
}

extension PostgresCircle: PostgresCodable {
    package static var postgresType: PostgresType { .id(.circle) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresCircle {
        try cell.expect(.circle, for: "PostgresCircle")
        var reader = PostgresByteReader(cell.bytes)
        let centre = try reader.point()
        let radius = try reader.double()
        try reader.end()
        guard !(radius < 0) else { throw .malformed("radius") }
        return PostgresCircle(centre: centre, radius: radius)
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(centre)
        buffer.write(radius.bitPattern)
    }
}
