namespace Helpline.Simulator.Rest;

/// <summary>One page of a list, with Twilio's paging fields.</summary>
internal static class RestPage
{
    public static readonly string[] Parameters = ["PageSize", "Page", "PageToken"];

    /// <summary>The page asked for.</summary>
    /// <param name="name">The list's name in the answer, such as <c>calls</c>.</param>
    public static IResult Of<T>(HttpRequest request, RestParameters parameters, string name, IEnumerable<T> everything, Func<T, object> shape)
    {
        var size = parameters.Whole("PageSize", 1, 1000) ?? 50;
        var page = parameters.Whole("Page", 0, int.MaxValue) ?? 0;
        var items = everything.Skip(size * page).Take(size + 1).ToList();
        var more = items.Count > size;
        var shown = items.Take(size).Select(shape).ToList();
        var path = RestUris.Of(request.Path);
        string At(int number) => $"{path}{Query(request, size, number)}";
        return RestJson.Of(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [name] = shown,
            ["end"] = Math.Max(0, (page * size) + shown.Count - 1),
            ["first_page_uri"] = At(0),
            ["next_page_uri"] = more ? At(page + 1) : null,
            ["page"] = page,
            ["page_size"] = size,
            ["previous_page_uri"] = page > 0 ? At(page - 1) : null,
            ["start"] = page * size,
            ["uri"] = At(page),
        });
    }

    private static string Query(HttpRequest request, int size, int page)
    {
        var kept = request.Query.Where(q => !Parameters.Contains(q.Key, StringComparer.Ordinal)).Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()));
        return QueryString.Create([.. kept.Select(k => KeyValuePair.Create(k.Key, (string?)k.Value)), new("PageSize", Sid.Number(size)), new("Page", Sid.Number(page))]).ToString();
    }
}
