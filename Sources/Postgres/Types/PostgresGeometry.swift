/// A place in the plane, of PostgreSQL's type point.
package struct PostgresPoint: Hashable, Sendable {
    /// The horizontal coordinate.
    package var x: Double
    /// The vertical coordinate.
    package var y: Double

    /// The point at two coordinates, NaN and the infinities allowed.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// The line `ax + by + c = 0` without ends, of PostgreSQL's type line.
package struct PostgresLine: Hashable, Sendable {
    /// The factor of x.
    package var a: Double
    /// The factor of y; not 0 when `a` is, or the server refuses the line.
    package var b: Double
    /// What the sum is made up to 0 by.
    package var c: Double

    /// The line of three factors.
    package init(a: Double, b: Double, c: Double) {
        self.a = a
        self.b = b
        self.c = c
    }
}

/// A line between two points, of PostgreSQL's type lseg.
package struct PostgresLineSegment: Hashable, Sendable {
    /// Where it begins.
    package var start: PostgresPoint
    /// Where it ends.
    package var end: PostgresPoint

    /// The line from one point to another.
    package init(start: PostgresPoint, end: PostgresPoint) {
        self.start = start
        self.end = end
    }
}

/// A rectangle along the axes, of PostgreSQL's type box; PostgreSQL keeps the upper right and the lower left corner.
package struct PostgresBox: Hashable, Sendable {
    /// The upper right corner.
    package var high: PostgresPoint
    /// The lower left corner.
    package var low: PostgresPoint

    /// The rectangle between two corners; the server puts them in order.
    package init(high: PostgresPoint, low: PostgresPoint) {
        self.high = high
        self.low = low
    }
}

/// Points joined by lines, of PostgreSQL's type path; a closed one joins the last to the first.
package struct PostgresPath: Hashable, Sendable {
    /// Whether the last point is joined to the first.
    package var isClosed: Bool
    package var points: [PostgresPoint]

    /// At least one point, or it cannot be sent.
    package init(isClosed: Bool, points: [PostgresPoint]) {
        self.isClosed = isClosed
        self.points = points
    }
}

/// A closed figure of straight lines, of PostgreSQL's type polygon.
package struct PostgresPolygon: Hashable, Sendable {
    package var points: [PostgresPoint]

    /// At least one point, or it cannot be sent.
    package init(points: [PostgresPoint]) { self.points = points }
}

/// A circle of PostgreSQL's type circle; the radius is not negative.
package struct PostgresCircle: Hashable, Sendable {
    /// The middle.
    package var centre: PostgresPoint
    /// From the middle to the edge.
    package var radius: Double

    /// The circle around a point.
    package init(centre: PostgresPoint, radius: Double) {
        self.centre = centre
        self.radius = radius
    }
}

extension PostgresPoint: CustomStringConvertible {
    package var description: String { "(\(PostgresText.of(number: x)),\(PostgresText.of(number: y)))" }
}

extension PostgresLine: CustomStringConvertible {
    package var description: String {
        "{" + [a, b, c].map { PostgresText.of(number: $0) }.joined(separator: ",") + "}"
    }
}

extension PostgresLineSegment: CustomStringConvertible {
    package var description: String { "[\(start),\(end)]" }
}

extension PostgresBox: CustomStringConvertible {
    package var description: String { "\(high),\(low)" }
}

extension PostgresPath: CustomStringConvertible {
    package var description: String {
        let list = points.map(\.description).joined(separator: ",")
        return isClosed ? "(\(list))" : "[\(list)]"
    }
}

extension PostgresPolygon: CustomStringConvertible {
    package var description: String { "(" + points.map(\.description).joined(separator: ",") + ")" }
}

extension PostgresCircle: CustomStringConvertible {
    package var description: String { "<\(centre),\(PostgresText.of(number: radius))>" }
}
