/// What the columns of a typed COPY take. Its binary format carries no types but inside arrays and composites, so the server
/// would read a float's bytes as an integer: what is written is checked here.
struct PostgresCopyTypes {
    /// Types whose binary format is text alone.
    private static let texts: Set<PostgresTypeID> = [.text, .varchar, .bpchar, .name, .json, .xml]

    private let columns: [PostgresTypeID]
    private let types: PostgresTypeCatalogue

    init(columns: [PostgresRows.Column], types: PostgresTypeCatalogue) {
        self.columns = columns.map(\.type)
        self.types = types
    }

    /// Whether a column takes a value that is sent as `type`. One whose type is inferred is left to the server.
    func column(_ index: Int, takes type: PostgresType) -> Bool {
        let wanted = types.base(of: columns[index])
        switch type {
        case .id(.inferred):
            return true
        case .id(let id):
            return types.base(of: id) == wanted || (Self.texts.contains(id) && isText(wanted))
        case .named(let name):
            return isType(wanted, named: name) || isType(columns[index], named: name)
        }
    }

    /// The type of that name that the columns are made of, or else the one that the catalogue has.
    func id(named name: String) -> PostgresTypeID? {
        var pending = columns
        var seen: Set<PostgresTypeID> = []
        while let type = pending.popLast() {
            guard seen.insert(type).inserted else { continue }
            if isType(type, named: name) { return type }
            switch types.info(type)?.kind {
            case .domain(let part), .array(let part), .range(let part), .multirange(let part): pending.append(part)
            case .composite(let fields): pending += fields.map(\.type)
            case .base, .enumeration, nil: break
            }
        }
        return types.id(named: name)
    }

    private func isText(_ type: PostgresTypeID) -> Bool {
        if Self.texts.contains(type) { return true }
        guard let info = types.info(type) else { return false }
        return info.kind == .enumeration || (info.kind == .base && info.name == "citext")
    }

    private func isType(_ type: PostgresTypeID, named name: String) -> Bool {
        if types.isType(type, named: name) { return true }
        guard name.hasSuffix("[]"), let element = types.element(ofArray: type) else { return false }
        return isType(element, named: String(name.dropLast(2)))
    }
}
