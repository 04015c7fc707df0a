internal import ArgumentParser

/// `hoctap tenant`: organisations and wards.
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Set up, look after, copy and remove organisations and wards.",
        discussion: """
            Examples:
              hoctap tenant add phu-nu --name "Hội Liên hiệp Phụ nữ"
              hoctap tenant add phuong-dien-hong --kind ward --area dien-hong --name "Phường Diên Hồng"
              hoctap tenant list --json
              hoctap tenant export phu-nu /backup/phu-nu
              hoctap tenant remove phu-nu --yes
            """,
        subcommands: [
            TenantAddCommand.self, TenantListCommand.self, TenantShowCommand.self, TenantRenameCommand.self,
            TenantSuspendCommand.self, TenantResumeCommand.self, TenantExportCommand.self, TenantRestoreCommand.self,
            TenantRemoveCommand.self,
        ]
    )
}
