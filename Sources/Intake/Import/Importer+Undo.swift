import Foundation
package import Programme
package import Store

extension Importer {
    /// Takes a committed import back: members that it made and nobody changed since are removed, those that it changed get
    /// their old values. What was changed since stays and is told, here and in the summary.
    ///
    /// - Throws: `StoreError`, `.refused(.importState)` for an import that was not committed.
    package func undo(_ id: ImportID, version: Int, _ context: TenantContext) async throws -> ImportUndo {
        try await database.write(context) { tx in
            let found = try detail(await tx.imports.find(id))
            guard found.version == version else { throw StoreError.versionDiffers(current: found.version) }
            guard found.state == .committed, var summary = found.summary else { throw StoreError.refused(.importState) }
            let back = try await tx.imports.takeBack(id)
            let undo = ImportUndo(
                removed: back.removed,
                restored: back.restored,
                remaining: Array(back.remaining.prefix(ImportUndo.mostRemaining)),
                remainingCount: back.remaining.count
            )
            summary.undo = undo
            _ = try await tx.imports.move(
                id,
                version: version,
                to: .undone,
                summary: ImportSettings.text(summary)
            )
            return undo
        }
    }
}
