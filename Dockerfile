# One image for every role: docker run … helpline --roles gateway
FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN CI=true dotnet publish src/Host/Host.csproj -c Release -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The volume of the encryption keys takes this folder's owner when it is first used.
RUN install -d -o $APP_UID -g $APP_UID -m 700 /keys
USER $APP_UID
ENV ASPNETCORE_URLS=http://+:8080 Keys__Directory=/keys
EXPOSE 8080
ENTRYPOINT ["dotnet", "Helpline.Host.dll"]
