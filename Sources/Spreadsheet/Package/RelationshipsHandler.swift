/// Reads a part that says which other parts belong to a part.
final class RelationshipsHandler: XMLHandler {
    struct Relationship {
        /// The last word of the relation's type, such as `worksheet`: the rest differs between the two editions of the
        /// standard.
        var kind: String
        /// From the root of the archive, without a slash before it.
        var target: String
    }

    /// By their names inside the part.
    private(set) var all: [String: Relationship] = [:]
    /// The folder against which targets are resolved, such as `xl`; empty for the root.
    private let folder: String

    init(part: String, folder: String, limits: SheetLimits) {
        self.folder = folder
        super.init(part: part, limits: limits)
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard depth == 2, name == "Relationship" else { return }
        // What lies outside the file is never fetched.
        if let mode = attributes.value("TargetMode"), mode == "External" { return }
        guard let id = attributes.value("Id")?.string, let type = attributes.value("Type")?.string,
            let raw = attributes.value("Target")?.string, let target = resolved(raw), all[id] == nil
        else { return fail(.relation) }
        guard all.count < limits.relationships else { return fail(.relationships) }
        all[id] = Relationship(kind: String(type.split(separator: "/").last ?? ""), target: target)
    }

    /// The path from the root; nil when it leads out of it.
    private func resolved(_ target: String) -> String? {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": if parts.popLast() == nil { return nil }
            default: parts.append(String(part))
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}

extension ZipArchive {
    /// The relations of a part; none when the archive has no such entry. An empty path stands for the archive itself.
    func relationships(
        of part: String,
        limits: SheetLimits
    ) throws(SheetError) -> [String: RelationshipsHandler.Relationship] {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[..<$0]) } ?? ""
        let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
        let path = (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
        guard contains(path) else { return [:] }
        let handler = RelationshipsHandler(part: path, folder: folder, limits: limits)
        try XMLPart(entry: try open(path), handler: handler).finish()
        return handler.all
    }
}
