/// The text format of Prometheus, version 0.0.4.
struct FigureText {
    private var families: [String: [String]] = [:]

    /// Every family with its type, in the order of their names.
    var text: String {
        families.sorted { $0.key < $1.key }.map { "\($0.value.joined(separator: "\n"))\n" }.joined()
    }

    mutating func add(_ figures: [FigureRegistry.Key: Double], type: String, suffix: String) {
        for (key, value) in figures.sorted(by: Self.order) {
            let name = Self.name(key.label, suffix: suffix)
            families[name, default: ["# TYPE \(name) \(type)"]].append(
                "\(name)\(Self.labels(key.dimensions)) \(Self.number(value))"
            )
        }
    }

    mutating func add(_ figures: [FigureRegistry.Key: DistributionFigure.Snapshot]) {
        for (key, figure) in figures.sorted(by: Self.order) {
            let name = Self.name(key.label, suffix: "")
            var lines: [String] = []
            var total = 0
            for (step, count) in zip(figure.steps.map(Self.number) + ["+Inf"], figure.counts) {
                total += count
                let step = FigureRegistry.Dimension(name: "le", value: step)
                lines.append("\(name)_bucket\(Self.labels(key.dimensions + [step])) \(total)")
            }
            lines.append("\(name)_sum\(Self.labels(key.dimensions)) \(Self.number(figure.sum))")
            lines.append("\(name)_count\(Self.labels(key.dimensions)) \(total)")
            families[name, default: ["# TYPE \(name) histogram"]] += lines
        }
    }

    private static func order<Value>(
        _ one: (key: FigureRegistry.Key, value: Value),
        _ other: (key: FigureRegistry.Key, value: Value)
    ) -> Bool {
        labels(one.key.dimensions) < labels(other.key.dimensions)
    }

    /// Letters, digits and underscores, as Prometheus wants names.
    private static func name(_ label: String, suffix: String) -> String {
        let name = String(label.unicodeScalars.map { isWord($0) ? Character($0) : "_" })
        let begun = name.first.map { $0.isNumber } ?? true ? "_\(name)" : name
        return begun.hasSuffix(suffix) ? begun : begun + suffix
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar))
    }

    private static func labels(_ dimensions: [FigureRegistry.Dimension]) -> String {
        guard !dimensions.isEmpty else { return "" }
        return "{" + dimensions.map { "\(name($0.name, suffix: ""))=\"\(escaped($0.value))\"" }.joined(separator: ",")
            + "}"
    }

    private static func escaped(_ value: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": output.append(contentsOf: "\\\\".unicodeScalars)
            case "\"": output.append(contentsOf: "\\\"".unicodeScalars)
            case "\n": output.append(contentsOf: "\\n".unicodeScalars)
            default: output.append(scalar)
            }
        }
        return String(output)
    }

    /// Without a point if it is whole.
    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }
}
