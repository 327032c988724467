namespace Helpline.Architecture.Tests;

/// <summary>The files of the repository as they lie in this checkout, without what building makes.</summary>
internal static class Tree
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot", "TestResults", ".git", ".helpline", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files below <paramref name="folder"/> whose name ends in one of <paramref name="endings"/>, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings)
    {
        var start = new DirectoryInfo(Path.Combine(Root, folder));
        return start.Exists
            ? Below(start).Where(file => endings.Length == 0 || endings.Any(e => file.Name.EndsWith(e, StringComparison.Ordinal)))
                .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal)
            : [];
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>The rooms: the folders of src that hold a project.</summary>
    public static IEnumerable<string> Rooms => Files("src", ".csproj").Select(RoomOf).Distinct(StringComparer.Ordinal);

    /// <summary><c>src/Routing/Lua/x.lua</c> lies in the room Routing.</summary>
    public static string RoomOf(string path) => path.Split('/')[1];

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(d => !Made.Contains(d.Name, StringComparer.Ordinal)).SelectMany(Below));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Helpline.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Helpline.sln is in no folder above the test program.");
    }
}
